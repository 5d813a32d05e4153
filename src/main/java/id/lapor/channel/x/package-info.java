/**
 * Posts on X by its API v2. What comes is read by {@link PostReader}, pure; {@link XIntake} keeps
 * it before it is acknowledged, whether X brought it ({@link XDoor}) or it was fetched ({@link
 * XPoller}); {@link XApi} is the one that speaks with X, {@link XWire} answers.
 */
@NullMarked
package id.lapor.channel.x;

import org.jspecify.annotations.NullMarked;
