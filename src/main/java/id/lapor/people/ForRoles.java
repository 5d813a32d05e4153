package id.lapor.people;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A page for officers in one of these roles; to all others it does not exist. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ForRoles {
  Role[] value();

  /**
   * Whether it is only for those of them who have no administrator above them: what stands behind
   * it is about everybody, not about one office.
   */
  boolean topmost() default false;
}
