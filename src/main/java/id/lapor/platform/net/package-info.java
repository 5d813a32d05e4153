/** The one way out of the house to addresses somebody else named. */
@NullMarked
package id.lapor.platform.net;

import org.jspecify.annotations.NullMarked;
