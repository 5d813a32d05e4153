package id.lapor.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;

/**
 * How what a session holds is written to its rows and read from them. Whoever writes to the
 * database writes these rows too, and no mark is looked at before they are read: so only the few
 * kinds of things the house puts there are made of them, and few of each. Whatever else stands
 * there is as if it did not.
 */
final class SessionRows {

  private static final Logger log = LoggerFactory.getLogger(SessionRows.class);

  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=12;maxrefs=1000;maxbytes=65536;maxarray=16384;"
              + "id.lapor.people.*;org.springframework.security.**;"
              + "java.lang.*;java.time.*;java.util.*;!*");

  private SessionRows() {}

  static GenericConversionService conversion(ClassLoader classes) {
    GenericConversionService service = new GenericConversionService();
    service.addConverter(Object.class, byte[].class, new SerializingConverter());
    Converter<byte[], @Nullable Object> reading = bytes -> read(bytes, classes);
    service.addConverter(byte[].class, Object.class, reading);
    return service;
  }

  private static @Nullable Object read(byte[] bytes, ClassLoader classes) {
    try (InputStream in = new java.io.ByteArrayInputStream(bytes);
        ObjectInputStream objects = new ConfigurableObjectInputStream(in, classes)) {
      objects.setObjectInputFilter(FILTER);
      return objects.readObject();
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      log.warn("A session holds what the house did not put there: {}", e.toString());
      return null;
    }
  }
}
