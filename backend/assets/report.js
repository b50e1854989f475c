"use strict";
document.getElementById("print").addEventListener("click", () => print());
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
for (const t of document.querySelectorAll("time[datetime]")) t.textContent = day.format(new Date(t.dateTime));
