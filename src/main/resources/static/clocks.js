// What moves on officers' pages: time that is left, and news of the queue. The words come with the page; the server's clock counts.
const words = document.getElementById('clock-words')?.dataset;
const ahead = words ? Date.parse(words.now) - Date.now() : 0;

function span(seconds) {
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const say = (pattern, n) => pattern.replace('{0}', n);
  if (days > 0) return say(words.days, days) + (hours > 0 && days < 10 ? ` ${say(words.hours, hours)}` : '');
  if (hours > 0) return say(words.hours, hours) + (minutes > 0 ? ` ${say(words.minutes, minutes)}` : '');
  if (minutes > 0) return say(words.minutes, minutes) + (minutes < 10 ? ` ${say(words.seconds, seconds % 60)}` : '');
  return say(words.seconds, seconds % 60);
}

function tick() {
  const now = Date.now() + ahead;
  for (const at of document.querySelectorAll('[data-due]')) {
    const left = Math.round((Date.parse(at.dataset.due) - now) / 1000);
    const text = (left < 0 ? words.over : words.left).replace('{0}', span(Math.abs(left)));
    if (at.textContent !== text) at.textContent = text;
    if (left >= 0) continue;
    if (at.classList.contains('tag')) at.className = 'tag bad';
    else at.parentElement.classList.add('over');
  }
  for (const bar of document.querySelectorAll('progress[data-to]')) {
    const from = Date.parse(bar.dataset.from);
    const whole = Math.max(1, Date.parse(bar.dataset.to) - from);
    bar.value = Math.min(100, Math.max(0, (100 * (now - from)) / whole));
  }
}

if (words && document.querySelector('[data-due]')) setInterval(tick, 1000);

// New reports are told of in a line; the card stays, and so does whatever has the focus.
for (const news of document.querySelectorAll('[data-poll]')) {
  let told = '';
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(news.dataset.poll);
      const text = answer.ok && !answer.redirected ? (await answer.text()).trim() : told;
      if (text !== told) news.innerHTML = text;
      told = text;
    } catch {
      // no network: asked again next time
    }
  }, 20_000);
}
