/** Lapor: citizens' reports that cannot be lost, ignored or falsely closed. */
@NullMarked
package id.lapor;

import org.jspecify.annotations.NullMarked;
