/** Reconlink links the participants of a study to conviction records and derives what happened to them. */
@NullMarked
package org.reconlink;

import org.jspecify.annotations.NullMarked;
