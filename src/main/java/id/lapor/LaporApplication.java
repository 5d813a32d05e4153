package id.lapor;

import id.lapor.platform.task.Tasks;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** What {@code ./lapor} starts: the web application, or one task of it. */
@SpringBootApplication
public class LaporApplication {

  public static void main(String[] args) {
    if (Tasks.asked(args)) {
      System.exit(Tasks.run(LaporApplication.class, args));
    }
    SpringApplication.run(LaporApplication.class, args);
  }
}
