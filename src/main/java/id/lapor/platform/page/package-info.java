/** Pages: templates, texts in two languages, problem pages, headers and assets. */
@NullMarked
package id.lapor.platform.page;

import org.jspecify.annotations.NullMarked;
