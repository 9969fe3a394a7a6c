for (const item of document.querySelectorAll('li')) {
  item.addEventListener('click', () => item.classList.toggle('chosen'));
}
