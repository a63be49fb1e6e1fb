// The parts of Observable Plot that static/charts.js uses; what they do not need is left out of the bundle.
export { axisX, axisY, dot, gridY, line, plot, pointerX, rectY, ruleX, ruleY, tip } from "@observablehq/plot";
