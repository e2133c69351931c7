package dev.postern.door.driver.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The thread of one connection: its own, so that a name that takes long to look up keeps no other
 * door waiting.
 *
 * <p>Closing the connection throws away what this machine has not yet got rid of (a linger time of
 * 0). Else its network would go on trying for a quarter of an hour to send a command that nobody
 * waits for any more.
 */
final class OneConnection extends MultiThreadIoEventLoopGroup {
  OneConnection() {
    super(1, OneConnection::start, NioIoHandler.newFactory());
  }

  @Override
  protected IoEventLoop newChild(Executor executor, IoHandlerFactory factory, Object... more) {
    return new SingleThreadIoEventLoop(this, executor, factory) {
      @Override
      public ChannelFuture register(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        return super.register(channel);
      }
    };
  }

  /** Ends the thread, and the connection with it if it is still there. */
  void end() {
    var _ = shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
  }

  private static void start(Runnable work) {
    Thread.ofPlatform().daemon().name("door-mqtt").start(work);
  }
}
