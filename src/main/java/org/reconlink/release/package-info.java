/**
 * Output checking: what of a run may leave the room, who looked at it, and what has left.
 *
 * <p>In: the folder {@code safe-outputs/} of a run and what checkers say of its tables. Out: facts of each table that are worked out
 * anew, votes in a chained file, and releases as archives that nothing goes into that was not approved as it is.
 */
@NullMarked
package org.reconlink.release;

import org.jspecify.annotations.NullMarked;
