/**
 * Writes the data package of a run: tables, codebook, pseudonyms.
 *
 * <p>In: the result of a study. Out: files without a name, a date of birth, a police identifier or a postcode.
 */
@NullMarked
package org.reconlink.publish;

import org.jspecify.annotations.NullMarked;
