/**
 * The console: what people do with studies in a browser, page by page, each with who may see it.
 *
 * <p>In: what the work folder, outputs and protocols have, and what people ask for. Out: pages, child processes that run studies,
 * and a journal of who did what. It never holds a study's store: it reads it as {@code inquiry} says it, and decides nothing.
 */
@NullMarked
package org.reconlink.console;

import org.jspecify.annotations.NullMarked;
