package dev.postern.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One program per home folder. The operating system gives the lock back when a program is killed.
 */
final class InstanceLock implements AutoCloseable {
  private final FileChannel channel;

  private InstanceLock(FileChannel channel) {
    this.channel = channel;
  }

  static InstanceLock on(Home home) throws IOException {
    Path file = home.resolve("instance.lock");
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new StartRefused(
          "Another Postern (process "
              + Files.readString(file).strip()
              + ") uses the folder "
              + home.folder()
              + ", and two would spoil its data.",
          "Use the one that runs, or stop it first, or start this one on a folder of its own with"
              + " --postern.home=<folder>.");
    }
    String me = ProcessHandle.current().pid() + "\n";
    channel.truncate(0).write(ByteBuffer.wrap(me.getBytes(StandardCharsets.US_ASCII)), 0);
    return new InstanceLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
