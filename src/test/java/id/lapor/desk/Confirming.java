package id.lapor.desk;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** An administrator at a form that shows what would move before it is done. */
record Confirming(MockMvc web, RequestPostProcessor who, String address) {

  private static final Pattern MARK =
      Pattern.compile("name=\"(seen|seal)\" value=\"([0-9a-f-]{36})\"");

  ResultActions preview(Map<String, String> typed) throws Exception {
    var request = post(address).with(who).with(csrf());
    typed.forEach(request::param);
    return web.perform(request);
  }

  /** Looks first and then says yes; where looking is refused, that. */
  ResultActions confirm(Map<String, String> typed) throws Exception {
    ResultActions shown = preview(typed);
    return shown.andReturn().getResponse().getStatus() == 200 ? yes(shown, typed) : shown;
  }

  /** Says yes on a page that was shown. */
  ResultActions yes(ResultActions shown, Map<String, String> typed) throws Exception {
    Map<String, String> all = new HashMap<>(typed);
    all.putAll(marks(shown));
    all.put("yes", "true");
    return preview(all);
  }

  static Map<String, String> marks(ResultActions shown) throws Exception {
    Map<String, String> marks = new HashMap<>();
    Matcher found = MARK.matcher(shown.andReturn().getResponse().getContentAsString());
    while (found.find()) {
      marks.put(found.group(1), found.group(2));
    }
    return marks;
  }
}
