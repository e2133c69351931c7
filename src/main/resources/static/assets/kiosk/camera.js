/** Reads a QR code from the camera while its screen is open; no picture is kept. */
import { post } from "./post.js";
import { timing, wait } from "./timing.js";

const SIZE = 400;

/** Whether staff switched the camera on and there is one. */
export async function hasCamera() {
  if (document.body.dataset.camera !== "true" || !navigator.mediaDevices?.getUserMedia) return false;
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some((device) => device.kind === "videoinput");
}

/** The text of the first QR code seen, or nothing once the signal says stop. Throws when the camera does not answer. */
export async function scan(video, signal) {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "user", width: 1280 },
  });
  try {
    video.srcObject = stream;
    await video.play();
    const read = await reader(video);
    while (!signal.aborted) {
      const text = await read();
      if (text && !signal.aborted) return text;
      await wait(timing.frame);
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
  return undefined;
}

/** The browser's own reader where it has one; else Postern reads the frames. */
async function reader(video) {
  if ("BarcodeDetector" in window) {
    const formats = await BarcodeDetector.getSupportedFormats();
    if (formats.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await detector.detect(video))[0]?.rawValue;
    }
  }
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return () => readAtPostern(grey(context, video));
}

async function readAtPostern(frame) {
  try {
    const response = await post("/kiosk/camera-frames", frame, timing.answer);
    return response.status === 200 ? (await response.json()).shown : undefined;
  } catch {
    return undefined;
  }
}

/** The middle of the picture as one byte of brightness per point. */
function grey(context, video) {
  const side = Math.min(video.videoWidth, video.videoHeight);
  const left = (video.videoWidth - side) / 2;
  const top = (video.videoHeight - side) / 2;
  context.drawImage(video, left, top, side, side, 0, 0, SIZE, SIZE);
  const colours = context.getImageData(0, 0, SIZE, SIZE).data;
  const frame = new Uint8Array(SIZE * SIZE);
  for (let point = 0; point < frame.length; point++) {
    const at = point * 4;
    frame[point] = (colours[at] * 77 + colours[at + 1] * 150 + colours[at + 2] * 29) >> 8;
  }
  return frame;
}
