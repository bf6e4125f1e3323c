import { mountAll } from "../shared/mount.js";
import { view } from "./view.js";

mountAll("detection", view);
