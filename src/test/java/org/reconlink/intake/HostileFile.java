package org.reconlink.intake;

import java.nio.file.Path;

/** Makes one kind of broken or hostile file in a folder. */
interface HostileFile {
    Path makeIn(Path folder) throws Exception;
}
