package id.lapor.channel;

import java.util.List;

/** Operators of telephones that are connected without a gateway between. */
public interface Operators {

  /** The line to one and how it does. */
  record Operator(String name, Lines.State state) {}

  List<Operator> all();
}
