/** Runs of the packaged jar that are killed, stopped or refused their disk, and must come right when started again. */
package org.reconlink.kills;
