// A link that only signs in needs no second click. Programs that look ahead at links run no script.
document.getElementById("link")?.requestSubmit();
