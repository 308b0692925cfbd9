// Reads calendars with the parser of Thunderbird: a line of JSON in (the text), a line of JSON out (what it says).
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const time = (value) => value && (value.isDate ? value.toString() : value.toUnixTime());

function said(event) {
  const property = (name) => event.component.getFirstPropertyValue(name);
  const alarms = event.component.getAllSubcomponents("valarm");
  return {
    uid: event.uid,
    summary: event.summary,
    start: time(event.startDate),
    end: time(event.endDate),
    place: event.location ?? "",
    description: event.description,
    url: property("url"),
    published: time(property("created")),
    modified: time(property("last-modified")),
    stamp: time(property("dtstamp")),
    sequence: event.sequence,
    status: property("status"),
    transparent: property("transp") === "TRANSPARENT",
    reminders: alarms.map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
  };
}

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const property = (name) => String(calendar.getFirstPropertyValue(name) ?? "");
  const names = ["version", "prodid", "calscale", "method", "name", "x-wr-calname", "refresh-interval", "x-published-ttl", "source", "url"];
  return {
    properties: Object.fromEntries(names.map((name) => [name, property(name)])),
    zones: calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid")),
    entries: calendar.getAllSubcomponents("vevent").map((event) => said(new ICAL.Event(event))),
  };
}

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(read(JSON.parse(line))));
