// Chrome takes the source text of this function into the page and runs it beside the page agent, so it may use nothing
// from outside itself. It brings JSON in and out, and tells a missing agent from a failing one.

globalThis.autoboltCall = async (method, argumentsJson) => {
  const agent = globalThis.__autobolt;
  if (!agent) return { there: false };
  try {
    const answer = await agent[method](...JSON.parse(argumentsJson));
    // Half a character, from a page or from a text that was cut, is no JSON for a strict reader.
    const half = /\\\\|\\ud[89a-f][\da-f]{2}/g;
    const json = JSON.stringify(answer ?? null).replace(half, (found) => (found === "\\\\" ? found : "\\ufffd"));
    return { there: true, json };
  } catch (error) {
    return { there: true, error: String(error) };
  }
};
