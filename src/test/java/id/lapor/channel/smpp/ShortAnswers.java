package id.lapor.channel.smpp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jsmpp.SMPPConstant;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnectionFactory;

/** Lines on which an answer to a message that has no number is a head alone, without a body. */
final class ShortAnswers implements ServerConnectionFactory {

  private static final int HEAD = 16;

  private final ServerSocketConnectionFactory sockets = new ServerSocketConnectionFactory();

  @Override
  public ServerConnection listen(int port) throws IOException {
    return new Door(sockets.listen(port));
  }

  @Override
  public ServerConnection listen(int port, int timeout) throws IOException {
    return new Door(sockets.listen(port, timeout));
  }

  @Override
  public ServerConnection listen(int port, int timeout, int backlog) throws IOException {
    return new Door(sockets.listen(port, timeout, backlog));
  }

  private record Door(ServerConnection door) implements ServerConnection {
    @Override
    public Connection accept() throws IOException {
      Connection line = door.accept();
      return new Line(line, new Shortened(line.getOutputStream()));
    }

    @Override
    public void setSoTimeout(int timeout) throws IOException {
      door.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws IOException {
      return door.getSoTimeout();
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }

  private record Line(Connection line, OutputStream out) implements Connection {
    @Override
    public boolean isOpen() {
      return line.isOpen();
    }

    @Override
    public InetAddress getInetAddress() {
      return line.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
      return line.getLocalAddress();
    }

    @Override
    public int getPort() {
      return line.getPort();
    }

    @Override
    public int getLocalPort() {
      return line.getLocalPort();
    }

    @Override
    public InputStream getInputStream() {
      return line.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
      return out;
    }

    @Override
    public void setSoTimeout(int timeout) throws IOException {
      line.setSoTimeout(timeout);
    }

    @Override
    public void close() throws IOException {
      line.close();
    }
  }

  /** A PDU is written at once. */
  private static final class Shortened extends FilterOutputStream {
    Shortened(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] pdu, int from, int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(pdu, from, length);
      boolean nameless =
          length == HEAD + 1 && bytes.getInt(from + 4) == SMPPConstant.CID_SUBMIT_SM_RESP;
      if (nameless) {
        out.write(ByteBuffer.allocate(HEAD).put(pdu, from, HEAD).putInt(0, HEAD).array());
      } else {
        out.write(pdu, from, length);
      }
    }
  }
}
