package id.lapor.desk;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The page on which a supervisor reads letters and issues what was read. */
final class IssueForm {

  private static final Pattern LETTER = Pattern.compile("name=\"surat\" value=\"([^\"]+)\"");

  private final MockMvc web;
  private final RequestPostProcessor who;
  private String page = "";

  IssueForm(MockMvc web, RequestPostProcessor who) {
    this.web = web;
    this.who = who;
  }

  /** Opens the page with these letters. */
  IssueForm read(String... letters) throws Exception {
    page =
        web.perform(get("/teguran/rancangan").param("pilih", letters).with(who))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
    return this;
  }

  String page() {
    return page;
  }

  /** Letters the page would issue, with their seals. */
  List<String> offered() {
    return LETTER.matcher(page).results().map((MatchResult m) -> m.group(1)).toList();
  }

  /** Issues whatever the page offers. */
  ResultActions confirm() throws Exception {
    return confirm(offered().toArray(String[]::new));
  }

  ResultActions confirm(String... sealed) throws Exception {
    return web.perform(post("/teguran/terbitkan").with(who).with(csrf()).param("surat", sealed));
  }
}
