import { asAnywidget } from "../shared/anywidget.js";
import { TRAITS } from "./state.js";
import { view } from "./view.js";

export default asAnywidget(TRAITS, view);
