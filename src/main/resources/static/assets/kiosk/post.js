/** Posts to Postern with the header that no other site's page can send. */
export async function post(address, body, seconds) {
  const bytes = body instanceof Uint8Array;
  const response = await fetch(address, {
    method: "POST",
    headers: {
      "X-Kiosk": "1",
      "Content-Type": bytes ? "application/octet-stream" : "application/json",
    },
    body: bytes ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(seconds * 1000),
    cache: "no-store",
    redirect: "error",
  });
  if (response.status === 401) location.reload(); // no longer paired
  return response;
}
