/** Work that is started on a terminal and ends: imports, checks, measurements. */
@NullMarked
package id.lapor.platform.task;

import org.jspecify.annotations.NullMarked;
