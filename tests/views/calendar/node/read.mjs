// Reads calendars with ical.js: one JSON string a line comes in, one answer a line goes out.
// An answer is the calendar as jCal, with the start and end of each event as Unix times worked
// out from the file's own VTIMEZONE, or what ical.js complains of.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

// Without this, ical.js would mend some faults in silence.
ICAL.design.strict = true;

function instants(event) {
  return ["dtstart", "dtend"].map((name) => event.getFirstPropertyValue(name).toUnixTime());
}

function read(text) {
  const jcal = ICAL.parse(text);
  const calendar = new ICAL.Component(jcal);
  return { jcal, instants: calendar.getAllSubcomponents("vevent").map(instants) };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = read(JSON.parse(line));
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
