// The browser knows the zone it stands in; the server only its own.
const zone = document.getElementById("zone");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const untouched = !document.querySelector(".form-errors");
if (untouched && [...zone.options].some((option) => option.value === here)) zone.value = here;
