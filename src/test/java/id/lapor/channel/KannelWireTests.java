package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class KannelWireTests {

  @Test
  void knowsWhetherItMayHaveBeenHandedTheMessage() {
    assertThat(KannelWire.connected(new HttpTimeoutException("request timed out"))).isTrue();
    assertThat(KannelWire.connected(new IOException("Connection reset"))).isTrue();
    assertThat(KannelWire.connected(new HttpConnectTimeoutException("connect timed out")))
        .isFalse();
    assertThat(KannelWire.connected(new ConnectException("refused"))).isFalse();
    assertThat(KannelWire.connected(new SSLHandshakeException("not trusted"))).isFalse();
  }
}
