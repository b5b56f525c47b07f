// 여러 곳에서 쓰는 말.
export default {} as const;
