package id.lapor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The web application: what {@code ./lapor demo} and {@code ./lapor run} start. */
@SpringBootApplication
public class LaporApplication {

  public static void main(String[] args) {
    SpringApplication.run(LaporApplication.class, args);
  }
}
