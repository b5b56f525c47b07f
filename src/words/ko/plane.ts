// 평면 (src/app/plane).
export default {} as const;
