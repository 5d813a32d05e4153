package id.lapor.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import id.lapor.channel.Wire;
import id.lapor.channel.WireTrouble;
import id.lapor.platform.db.ApplicationTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which operator gets a message, with several of them, some of which are away. */
@ApplicationTest
class SmppRoutesIntegrationTests extends SmppTalk {

  private static final String OF_SATU = "+6281112345678";
  private static final String OF_DUA = "+6281512345678";
  private static final String OF_NOBODY = "+6289912345678";

  private final Town town = new Town();

  @AfterEach
  void leave() throws IOException {
    town.close();
  }

  /** Another would refuse it as a number nobody has, and it would be given up. */
  @Test
  void waitsForTheOperatorOfItsNumber() throws Exception {
    town.away("satu", SmppSettings.Bind.TRANSCEIVER, "62811");
    town.there("dua", SmppSettings.Bind.TRANSCEIVER, "62815");
    town.operator("dua")
        .temper(pdu ->
            pdu.getDestAddress().startsWith("62815")
                ? SMPPConstant.STAT_ESME_ROK
                : SMPPConstant.STAT_ESME_RINVDSTADR);

    assertThatExceptionOfType(WireTrouble.class)
        .isThrownBy(() -> send(OF_SATU))
        .matches(WireTrouble::down)
        .matches(e -> !e.hopeless());
    send(OF_DUA);
    assertThat(town.got("dua")).containsExactly(OF_DUA);

    town.there("satu", SmppSettings.Bind.TRANSCEIVER, "62811");
    send(OF_SATU);
    assertThat(town.got("satu")).containsExactly(OF_SATU);
  }

  /** A message for an operator whose line another server holds is no trouble of this one. */
  @Test
  void leavesToAnotherServerWhatThatCanSend() throws Exception {
    town.away("satu", SmppSettings.Bind.TRANSCEIVER, "62811");
    town.there("dua", SmppSettings.Bind.TRANSCEIVER, "62815");
    town.elsewhere.add("satu");
    assertThatExceptionOfType(WireTrouble.class)
        .isThrownBy(() -> send(OF_SATU))
        .matches(WireTrouble::elsewhere);
    town.elsewhere.clear();
    assertThatExceptionOfType(WireTrouble.class)
        .isThrownBy(() -> send(OF_SATU))
        .matches(e -> !e.elsewhere());
  }

  @Test
  void goesByAnyWhereNobodyIsSetForItsNumber() throws Exception {
    town.there("dua", SmppSettings.Bind.TRANSCEIVER, "62815");
    send(OF_NOBODY);
    assertThat(town.got("dua")).containsExactly(OF_NOBODY);
  }

  @Test
  void goesByOneThatTakesAllWhileItsOperatorIsAway() throws Exception {
    town.away("satu", SmppSettings.Bind.TRANSCEIVER, "62811");
    town.there("dua", SmppSettings.Bind.TRANSCEIVER, "62815");
    town.there("semua", SmppSettings.Bind.TRANSCEIVER);
    send(OF_SATU);
    send(OF_DUA);
    send(OF_NOBODY);
    assertThat(town.got("semua")).containsExactly(OF_SATU, OF_NOBODY);
    assertThat(town.got("dua")).containsExactly(OF_DUA);
  }

  @Test
  void goesByTheLongestPrefix() throws Exception {
    town.there("luas", SmppSettings.Bind.TRANSCEIVER, "628");
    town.there("satu", SmppSettings.Bind.TRANSCEIVER, "62811", "62812");
    send(OF_SATU);
    send(OF_DUA);
    assertThat(town.got("satu")).containsExactly(OF_SATU);
    assertThat(town.got("luas")).containsExactly(OF_DUA);
  }

  /** One line out and one in are one operator. */
  @Test
  void goesOutByALineThatIsOnlyForThat() throws Exception {
    town.there("masuk", SmppSettings.Bind.RECEIVER, "62811");
    town.there("dua", SmppSettings.Bind.TRANSMITTER, "62815");
    send(OF_SATU);
    assertThat(town.got("dua")).as("nobody sends to it").containsExactly(OF_SATU);
    town.there("keluar", SmppSettings.Bind.TRANSMITTER, "62811");
    send(OF_SATU);
    assertThat(town.got("keluar")).containsExactly(OF_SATU);
    assertThat(town.got("masuk")).isEmpty();
  }

  private void send(String number) {
    new SmppWire(town, receipts).send(Wire.Kind.SMS, number, "", "Laporan diterima.", "lapor-0");
  }

  /** Operators and what is set for them. */
  private final class Town implements Sending, AutoCloseable {

    private final Map<String, Operator> operators = new LinkedHashMap<>();
    private final Map<String, SmppSettings.Link> set = new LinkedHashMap<>();
    private final List<SmppLink> lines = new ArrayList<>();
    private final Set<String> elsewhere = new HashSet<>();

    void away(String name, SmppSettings.Bind bind, String... prefixes) {
      set.put(name, settings(name, bind, prefixes, Operator.freePort()));
    }

    void there(String name, SmppSettings.Bind bind, String... prefixes) throws IOException {
      int port = Operator.freePort();
      operators.put(name, new Operator(port));
      SmppSettings.Link link = settings(name, bind, prefixes, port);
      set.put(name, link);
      lines.add(SmppLink.open(link, new SmppReceiver(link, intake, receipts)));
    }

    private SmppSettings.Link settings(
        String name, SmppSettings.Bind bind, String[] prefixes, int port) {
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("link.name", name);
      settings.put("link.host", "127.0.0.1");
      settings.put("link.port", port);
      settings.put("link.system-id", Operator.USER);
      settings.put("link.password", Operator.PASSWORD);
      settings.put("link.bind", bind);
      settings.put("link.prefixes", List.of(prefixes));
      return new Binder(new MapConfigurationPropertySource(settings))
          .bind("link", SmppSettings.Link.class)
          .get();
    }

    List<String> got(String name) {
      return operator(name).sent().stream().map(Operator.Sent::to).toList();
    }

    Operator operator(String name) {
      return Objects.requireNonNull(operators.get(name));
    }

    @Override
    public List<SmppLink> sending() {
      return lines.stream().filter(SmppLink::sends).toList();
    }

    @Override
    public List<SmppSettings.Link> set() {
      return List.copyOf(set.values());
    }

    @Override
    public boolean elsewhere(SmppSettings.Link link) {
      return elsewhere.contains(link.name());
    }

    @Override
    public void close() throws IOException {
      lines.forEach(SmppLink::close);
      for (Operator operator : operators.values()) {
        operator.close();
      }
    }
  }
}
