// Says so when the network is gone. What is typed stays on the page.

const notice = document.querySelector("[data-offline]");

if (notice) {
  const show = () => (notice.hidden = navigator.onLine);
  addEventListener("offline", show);
  addEventListener("online", show);
  show();
}
