/**
 * "Use my position": a button that is hidden until we know that the browser can tell it. The position goes to our own
 * server as two numbers in the address, rounded to a metre, and is kept nowhere.
 */
export function enhanceLocate(button: HTMLButtonElement): void {
  const target = button.dataset["locate"];
  if (target === undefined || !("geolocation" in navigator) || !window.isSecureContext) return;
  const status = document.createElement("span");
  status.className = "locate__status";
  status.setAttribute("role", "status");
  button.after(status);
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    status.textContent = button.dataset["wait"] ?? "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Five decimals are about a metre.
        const place = new URLSearchParams({ lon: coords.longitude.toFixed(5), lat: coords.latitude.toFixed(5) });
        window.location.assign(`${target}?${place.toString()}`);
      },
      () => {
        button.disabled = false;
        status.textContent = button.dataset["failed"] ?? "";
      },
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  });
}
