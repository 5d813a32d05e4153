/** The present, as something that is asked for and can be moved in the demo. */
@NullMarked
package id.lapor.platform.time;

import org.jspecify.annotations.NullMarked;
