package id.lapor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The web application: what {@code ./lapor demo} and {@code ./lapor run} start. */
@SpringBootApplication
@EnableScheduling
public class LaporApplication {

  public static void main(String[] args) {
    SpringApplication.run(LaporApplication.class, args);
  }
}
