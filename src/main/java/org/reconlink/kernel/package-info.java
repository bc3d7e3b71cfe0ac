/**
 * The nouns that every capability shares. Values only: no rule of the method lives here.
 *
 * <p>In: nothing. Out: records and enums. One more type here needs an argument, since everybody pays for it.
 */
@NullMarked
package org.reconlink.kernel;

import org.jspecify.annotations.NullMarked;
