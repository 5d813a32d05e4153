/**
 * SMS straight from and to operators by SMPP 3.4. What a PDU says is read by {@link Pdu}, parts of
 * long messages are put together by {@link Joining}, both pure; {@link SmppIntake} keeps what came
 * before it is acknowledged, and {@link SmppLinks} holds the lines.
 */
@NullMarked
package id.lapor.channel.smpp;

import org.jspecify.annotations.NullMarked;
