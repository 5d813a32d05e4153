package id.lapor.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.core.ApplicationPart;
import org.apache.tomcat.util.http.fileupload.FileItem;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.disk.DiskFileItemFactory;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A form with files of which the front was read already, so that the container cannot take it apart
 * any more; it is taken apart here as the container does it.
 */
final class WithParts extends HttpServletRequestWrapper implements AutoCloseable {

  /** As many as Tomcat takes. */
  private static final int MOST_PARTS = 50;

  /** Of all fields together, in bytes; as many as of a form without files. */
  private static final long MOST_WORDS = 2 * 1024 * 1024;

  private final byte[] front;
  private final FormLimits limits;
  private @Nullable ServletInputStream body;
  private @Nullable List<Part> parts;
  private final List<FileItem> aside = new ArrayList<>();
  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  WithParts(HttpServletRequest request, byte[] front, FormLimits limits) {
    super(request);
    this.front = front;
    this.limits = limits;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body = new Whole(front, super.getInputStream());
    }
    return body;
  }

  @Override
  public Collection<Part> getParts() throws IOException {
    if (parts == null) {
      parts = Collections.unmodifiableList(taken());
    }
    return parts;
  }

  @Override
  public @Nullable Part getPart(String name) throws IOException {
    return getParts().stream().filter(p -> p.getName().equals(name)).findFirst().orElse(null);
  }

  private List<Part> taken() throws IOException {
    File folder = (File) getServletContext().getAttribute(ServletContext.TEMPDIR);
    FileUpload upload = new FileUpload();
    upload.setFileItemFactory(new DiskFileItemFactory(0, folder));
    upload.setFileSizeMax(limits.file());
    upload.setSizeMax(limits.all());
    upload.setFileCountMax(MOST_PARTS);
    List<Part> taken = new ArrayList<>();
    try {
      aside.addAll(upload.parseRequest(new ServletRequestContext(this)));
      bounded();
      for (FileItem item : aside) {
        taken.add(new ApplicationPart(item, folder));
        if (item.isFormField()) {
          fields
              .computeIfAbsent(item.getFieldName(), _ -> new ArrayList<>())
              .add(item.getString(StandardCharsets.UTF_8.name()));
        }
      }
    } catch (FileUploadException | InvalidFileNameException e) {
      throw new IllegalStateException(e); // as the container has it
    }
    return taken;
  }

  /** Before any of them is held in memory. */
  private void bounded() throws SizeLimitExceededException {
    long words = aside.stream().filter(FileItem::isFormField).mapToLong(FileItem::getSize).sum();
    if (words > MOST_WORDS) {
      throw new SizeLimitExceededException(
          "The fields exceed the size of " + MOST_WORDS, words, MOST_WORDS);
    }
  }

  /** Nothing of it stays on the disk, whoever turned it away and where. */
  @Override
  public void close() {
    aside.forEach(FileItem::delete);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    try {
      getParts();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String[]> all = new LinkedHashMap<>();
    super.getParameterMap().forEach(all::put);
    fields.forEach((name, values) -> {
      List<String> both = new ArrayList<>(List.of(all.getOrDefault(name, new String[0])));
      both.addAll(values);
      all.put(name, both.toArray(String[]::new));
    });
    return Collections.unmodifiableMap(all);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(getParameterMap().keySet());
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return getParameterMap().get(name);
  }

  @Override
  public @Nullable String getParameter(String name) {
    String @Nullable [] values = getParameterValues(name);
    return values == null ? null : values[0];
  }

  /** What was read, and the rest. */
  private static final class Whole extends ServletInputStream {

    private final InputStream both;
    private final ServletInputStream rest;

    Whole(byte[] front, ServletInputStream rest) {
      this.both = new SequenceInputStream(new ByteArrayInputStream(front), rest);
      this.rest = rest;
    }

    @Override
    public int read() throws IOException {
      return both.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return both.read(into, from, length);
    }

    @Override
    public boolean isFinished() {
      return rest.isFinished();
    }

    @Override
    public boolean isReady() {
      return rest.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      rest.setReadListener(listener);
    }
  }
}
