// How much two boxes overlap: no drawing, no DOM. A box is [left, top, right, bottom].

const area = ([left, top, right, bottom]) => Math.max(right - left, 0) * Math.max(bottom - top, 0);

// The box that both share, or null.
function sharedBox(a, b) {
  const box = [
    Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3]),
  ];
  return box[0] < box[2] && box[1] < box[3] ? box : null;
}

// Areas of intersection and union, and intersection over union (Jaccard's index); boxes without
// area overlap by 0.
export function overlap(a, b) {
  const box = sharedBox(a, b);
  const intersection = box ? area(box) : 0;
  const union = area(a) + area(b) - intersection;
  return { box, intersection, union, iou: union > 0 ? intersection / union : 0 };
}
