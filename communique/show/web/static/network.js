// The network as one that can be moved: the library is fetched when somebody asks for it.
"use strict";

const button = document.getElementById("live");
if (button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const [data] = await Promise.all([
      fetch(button.dataset.from).then((answer) => answer.json()),
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = button.dataset.library;
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
      }),
    ]);
    const box = document.getElementById("live-net");
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    box.hidden = false;
    const most = Math.max(...data.nodes.map((node) => node.encounters));
    const net = cytoscape({
      container: box,
      elements: [
        ...data.nodes.map((node) => ({ data: { id: node.id, name: node.party.name, path: node.party.path, size: 10 + 26 * Math.sqrt(node.encounters / most) } })),
        ...data.ties.map((tie) => ({ data: { source: tie.a, target: tie.b, width: 1 + Math.log(tie.encounters) * 1.5 } })),
      ],
      style: [
        { selector: "node", style: { label: "data(name)", width: "data(size)", height: "data(size)", "background-color": colour("--link"), color: colour("--ink"), "font-size": 11, "text-outline-color": colour("--paper"), "text-outline-width": 2 } },
        { selector: "edge", style: { width: "data(width)", "line-color": colour("--soft"), opacity: 0.5 } },
      ],
      layout: { name: "cose", animate: false, padding: 30 },
    });
    net.on("tap", "node", (event) => { if (event.target.data("path")) location.href = event.target.data("path"); });
    box.scrollIntoView({ block: "nearest" });
    button.hidden = true;
  });
}
