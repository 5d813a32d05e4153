package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.channel.Doors;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/**
 * A door that answers at once: the answer is the acknowledgement, after the report is there;
 * whoever got none sends the same again.
 */
public abstract class DoorContract extends ChannelContract {

  @Autowired protected MockMvc web;
  @Autowired protected Doors doors;

  /** Whose line it is at the doors. */
  protected abstract String line();

  @Override
  protected int kept() {
    return jdbc.sql("SELECT count(*) FROM channel_door WHERE line = ?")
        .param(line())
        .query(Integer.class)
        .single();
  }

  @Override
  protected Health health() {
    Doors.State state =
        doors.states().stream().filter(s -> s.line().equals(line())).findFirst().orElseThrow();
    Doors.@Nullable Refused refused = state.refused();
    return new Health(
        Objects.requireNonNull(state.taken()).at(),
        0,
        refused == null ? null : String.valueOf(refused.status()));
  }

  @Test
  void showsWhatItTookAndTurnedAwayOnThePageOfTheWires() throws Exception {
    file("rambu jalan hilang di simpang empat");
    someone().hostile();
    Officer nadia =
        new Officer(
            903, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN);
    String page =
        web.perform(
                get("/saluran")
                    .with(
                        authentication(
                            UsernamePasswordAuthenticationToken.authenticated(
                                nadia, null, List.of()))))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(page).contains(shown());
  }

  /** What the page says of it. */
  protected abstract List<String> shown();

  /** Sends requests and, where no answer came, the same ones again. */
  protected abstract class Caller implements Peer {

    /** A request that can be sent more than once, and what of its answer is told. */
    protected interface Request {
      AbstractMockHttpServletRequestBuilder<?> build() throws Exception;
    }

    protected final String phone =
        "+62813" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private final Reporters reporters;
    private final List<Request> waiting = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private Request last = () -> get("/");
    private boolean refused;

    protected Caller(Reporters reporters) {
      this.reporters = reporters;
    }

    protected void send(Request request) {
      last = request;
      waiting.add(request);
      waiting.removeIf(this::answered);
    }

    /** Only what says that it is away may be sent again; nothing else is no answer. */
    private boolean answered(Request request) {
      try {
        MockHttpServletResponse answer = web.perform(request.build()).andReturn().getResponse();
        int status = answer.getStatus();
        if (status == 503) {
          assertThat(answer.getHeader("Retry-After")).isNotNull();
          return false;
        }
        assertThat(status).as(answer.getContentAsString()).isLessThan(500);
        refused = status >= 400;
        answers.add(told(answer));
        return true;
      } catch (Exception e) {
        throw new IllegalStateException("A door did not answer", e);
      }
    }

    /** What of an answer tells its reader something. */
    protected String told(MockHttpServletResponse answer) throws Exception {
      return answer.getContentAsString();
    }

    @Override
    public void again() {
      waiting.add(last);
    }

    @Override
    public void collect() {
      waiting.removeIf(this::answered);
      if (!waiting.isEmpty()) {
        throw new IllegalStateException("Not acknowledged");
      }
    }

    @Override
    public int waiting() {
      return waiting.size();
    }

    @Override
    public List<String> answers() {
      return List.copyOf(answers);
    }

    @Override
    public boolean refused() {
      return refused;
    }

    @Override
    public List<ReporterId> known() {
      return reporters.havingPhone(phone);
    }
  }
}
