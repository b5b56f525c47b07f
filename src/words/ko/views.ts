// 그림 (src/views).
export default {} as const;
