/** The installation's own secret and what is derived from it. */
@NullMarked
package id.lapor.platform.key;

import org.jspecify.annotations.NullMarked;
