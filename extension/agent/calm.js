// Whether anything is left that could change the page by itself, and how long nothing did.

let ownTimers = 0;
let ownFrames = 0;
let timersBefore = 0;

const timer = (go, ms) => {
  ownTimers++;
  return setTimeout(go, ms);
};
const pause = (ms) => new Promise((go) => timer(go, ms));

/** Lets the page do what is due now, its timers included: its tasks come before one of lower rank. */
const breath = (most = 4) =>
  globalThis.scheduler?.postTask
    ? Promise.race([scheduler.postTask(() => {}, { priority: "background" }), pause(most)])
    : pause(0);

/**
 * How many timers and animation frames the page asked for in its life. Chrome numbers those of a document one after the other,
 * whoever asks, so a number of our own tells how many came before it.
 */
const pageTimers = () => {
  const last = timer(() => {}, 0);
  clearTimeout(last);
  const frame = requestAnimationFrame(() => {});
  cancelAnimationFrame(frame);
  ownFrames++;
  return last - ownTimers + frame - ownFrames;
};

/** From here on the page's timers count: what it does by itself all the time has nothing to do with what comes now. */
const countTimers = () => {
  timersBefore = pageTimers();
};

/**
 * Nothing is left that could change the page by itself: it is loaded, nothing waits for its turn, no timer was asked for since it
 * began or since something was put into it, nothing moves, and nobody else writes into it. (Requests are the browser's to tell.)
 */
const isStill = async () => {
  if (document.readyState !== "complete" || document.querySelector("iframe, frame, object, embed, meta[http-equiv=refresh i]"))
    return false;
  await breath(50);
  return pageTimers() === timersBefore && document.getAnimations().every((a) => a.playState === "finished");
};

/** Waits for what the page does about something, where it asked for time to do it. */
const reaction = async (ms) => {
  await breath();
  if (pageTimers() !== timersBefore) await pause(ms);
};

const rest = async () => {
  const still = await isStill();
  return { still, quiet_ms: quiet() };
};
