/**
 * Reports that officers wrote down in a spreadsheet: looked through before anything is filed, filed
 * one by one, taken back whole.
 */
@NullMarked
package id.lapor.citizen.batch;

import org.jspecify.annotations.NullMarked;
