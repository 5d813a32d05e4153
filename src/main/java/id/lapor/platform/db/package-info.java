/** PostgreSQL, embedded by default and durable, or any server by setting. */
@NullMarked
package id.lapor.platform.db;

import org.jspecify.annotations.NullMarked;
