/** Tables as spreadsheets save them, read from people's files and written for them. */
@NullMarked
package id.lapor.platform.table;

import org.jspecify.annotations.NullMarked;
