// The page: the element, and, where it lies in a folder, the service worker that keeps it for when
// there is no network.

import "./app.js";
import { keepOffline } from "./offline.js";

keepOffline();
