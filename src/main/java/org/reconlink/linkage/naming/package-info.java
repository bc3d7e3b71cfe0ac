/**
 * What a protocol or a command line writes for a blocking rule or a comparison, and what the engine makes of it.
 */
@NullMarked
package org.reconlink.linkage.naming;

import org.jspecify.annotations.NullMarked;
